/** Lists of labels in and out, without their voxels: names, colours, and what they mean. */
@NullMarked
package diffusam.io.label;

import org.jspecify.annotations.NullMarked;
