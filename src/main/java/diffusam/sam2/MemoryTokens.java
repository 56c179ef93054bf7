package diffusam.sam2;

import ai.djl.ndarray.NDArray;

/**
 * What memory attention reads, as one row of tokens: the cells of each memory, then each object pointer cut into four.
 *
 * @param keys (B, tokens, 64), with place and age added
 * @param values (B, tokens, 64)
 * @param pointerTokens how many of the last tokens come from pointers and have no place in the image
 */
record MemoryTokens(NDArray keys, NDArray values, long pointerTokens) {}
