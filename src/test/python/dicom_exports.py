"""Reads the exports that ExportForOthersTest left in target/dicom-exports with other programs.

    python dicom_exports.py            (in the project's root, after mvn verify)

needs highdicom, pydicom, nibabel, numpy, matplotlib.
"""

import glob

import highdicom
import nibabel
import numpy as np
import pydicom
from matplotlib.path import Path

images = sorted(
    (pydicom.dcmread(f) for f in glob.glob("sample-data/dicom/*.dcm")), key=lambda d: d.ImagePositionPatient[2]
)
labels = np.asarray(nibabel.load("sample-data/labels.nii.gz").dataobj).transpose(2, 1, 0)  # k, j, i in LPS order
uids = [d.SOPInstanceUID for d in images]

seg = highdicom.seg.segread("target/dicom-exports/binary.dcm")
print("binary:", [(s.SegmentLabel, s.SegmentedPropertyTypeCodeSequence[0].CodeMeaning) for s in seg.SegmentSequence])
pixels = seg.get_pixels_by_source_instance(uids, assert_missing_frames_are_empty=True)
for n in range(1, 6):
    assert np.array_equal(pixels[..., n - 1] > 0, labels == n), n
volume = seg.get_volume(combine_segments=True)
print("binary: volume", volume.shape, "equal in every voxel by source instance")

affine = volume.affine
corner = (affine @ [0, 0, 0, 1])[:3]
first = images[0] if affine[2, 0] > 0 else images[-1]  # highdicom orders slices its own way
assert np.allclose(corner, first.ImagePositionPatient) and abs(abs(affine[2, 0]) - 4) < 1e-6, affine

piece = [pydicom.dcmread(f) for f in sorted(glob.glob("target/dicom-exports/piece/*.dcm"))]
seg = highdicom.seg.segread("target/dicom-exports/piece.dcm")
pixels = seg.get_pixels_by_source_instance([d.SOPInstanceUID for d in piece], assert_missing_frames_are_empty=True)
truth = np.asarray(nibabel.load("target/dicom-exports/piece.nii.gz").dataobj).transpose(2, 1, 0)
assert truth.shape == pixels.shape[:3] == (5, 7, 11)
assert np.array_equal(pixels[..., 0] > 0, truth == 3) and np.array_equal(pixels[..., 1] > 0, truth == 7)
print("oblique piece of 11x7x5: equal in every voxel")

seg = highdicom.seg.segread("target/dicom-exports/fractional.dcm")
pixels = seg.get_pixels_by_source_instance(uids, assert_missing_frames_are_empty=True)
wanted = np.where(labels == 1, 0.2 + np.arange(256) / 400.0, 0)
assert np.abs(pixels[..., 0] - wanted).max() <= 0.5 / 255 + 1e-6
print("fractional: within half a step of 1/255")

rt = pydicom.dcmread("target/dicom-exports/structures.dcm")
names = {r.ROINumber: r.ROIName for r in rt.StructureSetROISequence}
jj, ii = np.mgrid[0:256, 0:256]
origin = np.array(images[0].ImagePositionPatient, float)
spacing = [float(s) for s in images[0].PixelSpacing]
gap = images[1].ImagePositionPatient[2] - images[0].ImagePositionPatient[2]
by_uid = {u: k for k, u in enumerate(uids)}
for roi in rt.ROIContourSequence:
    mask = np.zeros(labels.shape, bool)
    for contour in roi.ContourSequence:
        points = np.array(contour.ContourData, float).reshape(-1, 3)
        k = round((points[0, 2] - origin[2]) / gap)
        assert by_uid[contour.ContourImageSequence[0].ReferencedSOPInstanceUID] == k
        corners = (points[:, :2] - origin[:2]) / spacing
        inside = Path(corners).contains_points(np.stack([ii.ravel(), jj.ravel()], 1)).reshape(256, 256)
        mask[k] ^= inside
    truth = labels == roi.ReferencedROINumber
    dice = 2 * (mask & truth).sum() / (mask.sum() + truth.sum())
    print("structures:", names[roi.ReferencedROINumber], "Dice", round(dice, 5))
    assert dice >= 0.99
