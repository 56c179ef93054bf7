package diffusam.pretrain;

/** What a region of a scene is made of. */
enum Kind {
    AIR(.0, .03, .4),
    FAT(.30, .05, .2),
    SOFT(.52, .06, .3),
    ORGAN(.60, .08, 1),
    BONE(.92, .08, .4);

    /** Mean grey of the kind in a picture that looks like CT, and how far single regions stray from it. */
    final double mean;

    final double spread;

    /** How often a region of this kind is what an episode segments. */
    final double wanted;

    Kind(double mean, double spread, double wanted) {
        this.mean = mean;
        this.spread = spread;
        this.wanted = wanted;
    }
}
