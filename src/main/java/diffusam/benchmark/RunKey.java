package diffusam.benchmark;

/**
 * One method on one scan.
 *
 * @param seeds labelled slices of the scan, or labelled scans of the data set
 */
public record RunKey(String method, int seeds, String scan) {}
