/** fifo-safety: keeps a FIFO from filling up. {@link poplock.fifosafety.FifoSafety} is the program. */
package poplock.fifosafety;
