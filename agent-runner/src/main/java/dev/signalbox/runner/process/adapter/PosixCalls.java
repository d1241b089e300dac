package dev.signalbox.runner.process.adapter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The three calls of the C library that a runner needs and the JDK does not offer. Safe for use by many threads. */
final class PosixCalls {
    private static final int CLOSED_IN_CHILDREN = 02000000;
    private static final MethodHandle PIPE =
            handle("pipe2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle KILL =
            handle("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private PosixCalls() {}

    /** The two ends of a pipe: what is written to the one is read from the other. No program that is started inherits them. */
    record Ends(Descriptor read, Descriptor write) implements AutoCloseable {
        @Override
        public void close() {
            read.close();
            write.close();
        }
    }

    /** Makes a pipe. It has no name: making a file can take a hundred milliseconds on a disk. */
    static Ends pipe() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if ((int) PIPE.invokeExact(ends, CLOSED_IN_CHILDREN) != 0) {
                throw new IOException("a pipe cannot be made: too many files are open");
            }
            return new Ends(
                    new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 0)),
                    new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 1)));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("pipe2 cannot be called", e);
        }
    }

    /** Closes a descriptor. */
    static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close cannot be called", e);
        }
    }

    /** Sends a signal to every process of a group; nothing happens when there is no such group. */
    static void signalGroup(int signal, long group) {
        try {
            int _ = (int) KILL.invokeExact(Math.toIntExact(-group), signal);
        } catch (Throwable e) {
            throw new IllegalStateException("kill cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // the manifest of the runner allows it
    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), descriptor);
    }
}
