/**
 * What every program begins with. Doors: {@link poplock.program.Start}, which runs a program with the arguments that its
 * {@link poplock.program.OptionTable} knows, {@link poplock.program.Messages}, {@link poplock.program.Output},
 * {@link poplock.program.ConfigFile} and {@link poplock.program.OpenDatabase}.
 */
package poplock.program;
