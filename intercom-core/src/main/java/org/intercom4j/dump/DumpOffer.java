package org.intercom4j.dump;

/**
 * How a process can be made to tell of its insides while it is hung.
 *
 * @param pid its id, which may differ from that of the process that was launched
 * @param signal the number of a signal on which it prints what its threads do
 * @param debugger whether it opens a debugger on that signal instead, and prints the
 * debugger's address
 * @since 0.1.0
 */
public record DumpOffer(long pid, int signal, boolean debugger) {
}
