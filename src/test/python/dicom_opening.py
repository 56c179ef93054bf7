"""One slice (of a file with several, the first) as a series, and how long pydicom with its native decoders takes to open one; OpeningBenchmark calls both.

    python dicom_opening.py make SLICE.dcm COUNT FOLDER
    python dicom_opening.py time FOLDER

Needs pydicom, numpy, pylibjpeg-libjpeg, pylibjpeg-openjpeg.
"""
import pathlib
import sys
import time

import pydicom
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import CTImageStorage, generate_uid


def make(source, count, folder):
    folder.mkdir(parents=True, exist_ok=True)
    ds = pydicom.dcmread(source)
    if int(ds.get("NumberOfFrames", 1)) > 1:
        keep_first_frame(ds)
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.FrameOfReferenceUID = (generate_uid() for _ in range(3))
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    for n in range(count):
        ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        ds.InstanceNumber = n + 1
        ds.ImagePositionPatient = [0, 0, n]
        ds.save_as(folder / f"{n:04d}.dcm")


def keep_first_frame(ds):
    ds.PixelData = encapsulate([next(generate_frames(ds.PixelData, number_of_frames=int(ds.NumberOfFrames)))])
    ds.NumberOfFrames = 1
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = CTImageStorage
    del ds.PerFrameFunctionalGroupsSequence, ds.SharedFunctionalGroupsSequence
    ds.PixelSpacing = [1, 1]


def seconds(folder):
    start = time.perf_counter()
    for file in sorted(folder.iterdir()):
        pydicom.dcmread(file).pixel_array
    return time.perf_counter() - start


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]), pathlib.Path(sys.argv[4]))
else:
    print(min(seconds(pathlib.Path(sys.argv[2])) for _ in range(3)))
