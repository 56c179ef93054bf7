"""Reads surface files as another program would: python mesh_reference.py FILE... (trimesh).

The figures in MeshesTest are those of the ellipsoid that it writes.
"""

import sys

import numpy as np
import trimesh

for name in sys.argv[1:]:
    mesh = trimesh.load(name, force="mesh")
    mesh.merge_vertices(merge_norm=True)
    print(name, len(mesh.faces), "triangles, watertight", mesh.is_watertight, "winding", mesh.is_winding_consistent)
    print("volume", mesh.volume, "area", mesh.area, "bounds", np.round(mesh.bounds, 2).tolist())
