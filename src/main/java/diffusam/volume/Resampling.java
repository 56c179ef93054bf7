package diffusam.volume;

/**
 * Where the voxels of one grid lie in another: the affine map from target index to source index.
 *
 * @param origin source index of target voxel (0, 0, 0)
 * @param stepI source displacement of one target step along i
 */
public record Resampling(Ijk origin, Ijk stepI, Ijk stepJ, Ijk stepK) {
    /** The map that fetches voxels of {@code source} for {@code target}. */
    public static Resampling between(Grid source, Grid target) {
        Ijk origin = source.toIndex(target.toLps(new Ijk(0, 0, 0)));
        return new Resampling(
                origin,
                difference(source.toIndex(target.toLps(new Ijk(1, 0, 0))), origin),
                difference(source.toIndex(target.toLps(new Ijk(0, 1, 0))), origin),
                difference(source.toIndex(target.toLps(new Ijk(0, 0, 1))), origin));
    }

    /** Source index of a target voxel. */
    public Ijk sourceOf(int i, int j, int k) {
        return new Ijk(
                origin.i() + i * stepI.i() + j * stepJ.i() + k * stepK.i(),
                origin.j() + i * stepI.j() + j * stepJ.j() + k * stepK.j(),
                origin.k() + i * stepI.k() + j * stepJ.k() + k * stepK.k());
    }

    private static Ijk difference(Ijk a, Ijk b) {
        return new Ijk(a.i() - b.i(), a.j() - b.j(), a.k() - b.k());
    }

    /** Trilinear; see {@link Volume#resampledTo}. */
    static Volume trilinear(Volume source, Grid target, double outsideValue) {
        Resampling map = between(source.grid(), target);
        Volume.Builder builder = new Volume.Builder(target, VoxelType.FLOAT32);
        Extent e = target.extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    builder.set(i, j, k, interpolated(source, map.sourceOf(i, j, k), outsideValue));
                }
            }
        }
        return builder.build();
    }

    private static double interpolated(Volume source, Ijk at, double outsideValue) {
        Extent e = source.grid().extent();
        if (!isWithin(at.i(), e.nx()) || !isWithin(at.j(), e.ny()) || !isWithin(at.k(), e.nz())) {
            return outsideValue;
        }
        double i = Math.clamp(at.i(), 0, e.nx() - 1.0);
        double j = Math.clamp(at.j(), 0, e.ny() - 1.0);
        double k = Math.clamp(at.k(), 0, e.nz() - 1.0);
        int i0 = (int) i;
        int j0 = (int) j;
        int k0 = (int) k;
        int i1 = Math.min(i0 + 1, e.nx() - 1);
        int j1 = Math.min(j0 + 1, e.ny() - 1);
        int k1 = Math.min(k0 + 1, e.nz() - 1);
        double near = mixed(row(source, i0, i1, i - i0, j0, k0), row(source, i0, i1, i - i0, j1, k0), j - j0);
        double far = mixed(row(source, i0, i1, i - i0, j0, k1), row(source, i0, i1, i - i0, j1, k1), j - j0);
        return mixed(near, far, k - k0);
    }

    /** A voxel reaches half a step beyond its centre. */
    private static boolean isWithin(double index, int length) {
        return index >= -0.5 && index <= length - 0.5;
    }

    private static double row(Volume source, int i0, int i1, double weight, int j, int k) {
        return mixed(source.value(i0, j, k), source.value(i1, j, k), weight);
    }

    /** A weight of nothing leaves out even what is not a number. */
    private static double mixed(double a, double b, double weight) {
        return weight == 0 ? a : a + weight * (b - a);
    }
}
