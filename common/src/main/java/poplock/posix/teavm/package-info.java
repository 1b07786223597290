/**
 * {@link poplock.posix.Libc} in the native executables, on 64-bit Linux. Door: TeavmLibc. Not in the jars. Where a struct
 * or a constant differs from one processor to another, packaging/native/libc.c is between.
 */
package poplock.posix.teavm;
