package dev.signalbox.runner.process.adapter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The two calls of the C library that a runner needs and the JDK does not offer. Safe for use by many threads. */
final class PosixCalls {
    private static final int OWNER_ONLY = 0600;
    private static final MethodHandle MKFIFO =
            handle("mkfifo", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle KILL =
            handle("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private PosixCalls() {}

    /** Makes a named pipe that only this user may open. */
    static void makeNamedPipe(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) MKFIFO.invokeExact(arena.allocateFrom(path.toString()), OWNER_ONLY) != 0) {
                throw new IOException("the named pipe " + path + " cannot be made");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("mkfifo cannot be called", e);
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
