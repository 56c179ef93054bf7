package diffusam.viewer.render;

/** A picture with depth: the nearest of what is drawn on a pixel stays. */
@SuppressWarnings("ArrayRecordComponent") // a view of buffers that are drawn into
record Raster(int[] argb, float[] depth, int width, int height) {
    /**
     * Fills a triangle that faces the viewer; light and depth run evenly between its corners.
     *
     * @param points four numbers a point: x, y, depth, light
     * @param a where the first corner begins in {@code points}; likewise b and c, counter-clockwise from outside
     */
    void triangle(float[] points, int a, int b, int c, int rgb) {
        float ax = points[a];
        float ay = points[a + 1];
        float bx = points[b];
        float by = points[b + 1];
        float cx = points[c];
        float cy = points[c + 1];
        float area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (area >= 0) { // screen y runs downwards, so what faces the viewer runs clockwise
            return;
        }
        int top = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
        int bottom = Math.min(height - 1, (int) Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
        int left = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
        int right = Math.min(width - 1, (int) Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                float px = x + 0.5f;
                float py = y + 0.5f;
                float u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area;
                float v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area;
                float w = 1 - u - v;
                if (u >= 0 && v >= 0 && w >= 0) {
                    float z = u * points[a + 2] + v * points[b + 2] + w * points[c + 2];
                    int p = y * width + x;
                    if (z < depth[p]) {
                        depth[p] = z;
                        argb[p] = lit(rgb, u * points[a + 3] + v * points[b + 3] + w * points[c + 3]);
                    }
                }
            }
        }
    }

    /**
     * Draws a line of one pixel where nothing is before it.
     *
     * @param from x, y, depth
     */
    void line(float[] from, float[] to, int color) {
        int steps = (int) Math.ceil(Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])));
        for (int n = 0; n <= steps; n++) {
            float t = steps == 0 ? 0 : (float) n / steps;
            int x = (int) Math.floor(from[0] + t * (to[0] - from[0]));
            int y = (int) Math.floor(from[1] + t * (to[1] - from[1]));
            float z = from[2] + t * (to[2] - from[2]);
            if (x >= 0 && x < width && y >= 0 && y < height && z < depth[y * width + x]) {
                argb[y * width + x] = color;
            }
        }
    }

    private static int lit(int rgb, float light) {
        int scale = (int) (Math.min(1, light) * 256);
        int redBlue = (rgb & 0xFF00FF) * scale >>> 8 & 0xFF00FF;
        int green = (rgb & 0x00FF00) * scale >>> 8 & 0x00FF00;
        return 0xFF000000 | redBlue | green;
    }
}
