/** {@link poplock.posix.Libc} on a JVM, through the Foreign Function and Memory API, on 64-bit Linux. Door: JvmLibc. */
package poplock.posix.jvm;
