package dev.signalbox.runner.process.port;

import dev.signalbox.runner.process.KernelRecord;
import java.nio.file.Path;
import java.util.List;

/** The processes of one attempt as a group that the kernel keeps: whoever one of them begins is in it, whatever it does. */
public interface ControlGroup {
    /** The file into which a process writes {@code 0} to enter the group. */
    Path entrance();

    /** The ids of the processes that are in it and alive. */
    List<Long> members();

    /** Kills all of them at once, so that none can begin another meanwhile; false when this kernel cannot. */
    boolean kill();

    /** What the kernel has done to them so far. */
    KernelRecord record();

    /** Gives the group back once nobody is in it. What cannot be given back now is when this node starts again. */
    void remove();
}
