package dev.signalbox.cli.stack;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.ProcessState;
import java.time.Instant;
import java.util.List;

/** The processes of a stack, for people and for programs. */
final class ProcessTable {
    private static final List<String> HEADLINE = List.of("NAME", "PID", "PORT", "STATE", "RESTARTS", "NOTE");

    private ProcessTable() {}

    /**
     * A process for programs.
     *
     * @param name the server or service
     * @param pid its process id; 0 when it does not run
     * @param port its port on 127.0.0.1
     * @param state what it does, in words
     * @param restarts how often it was started again
     * @param startedAt when it was started last
     * @param note what it waits for or why it died; empty when there is nothing to say
     * @param log the file it writes to
     */
    record Line(
            String name, long pid, int port, String state, int restarts, Instant startedAt, String note, String log) {
        static Line of(ProcessRecord process) {
            return new Line(
                    process.name(),
                    process.handle().map(ProcessHandle::pid).orElse(0L),
                    process.port(),
                    process.state().word(),
                    process.restarts(),
                    process.startedAt(),
                    process.note(),
                    process.log());
        }
    }

    static Table of(List<ProcessRecord> processes) {
        return new Table(HEADLINE, processes.stream().map(ProcessTable::cells).toList());
    }

    private static List<Cell> cells(ProcessRecord process) {
        Line line = Line.of(process);
        return List.of(
                Cell.of(line.name()),
                Cell.of(line.pid() == 0 ? "" : Long.toString(line.pid())),
                Cell.of(Integer.toString(line.port())),
                new Cell(line.state(), style(process.state())),
                Cell.of(Integer.toString(line.restarts())),
                Cell.of(line.note()));
    }

    private static Style style(ProcessState state) {
        return switch (state) {
            case READY -> Style.GREEN;
            case STARTING -> Style.CYAN;
            case RESTARTING, LEFT_OVER -> Style.YELLOW;
            case CRASHING -> Style.RED;
            case STOPPED -> Style.FAINT;
        };
    }
}
