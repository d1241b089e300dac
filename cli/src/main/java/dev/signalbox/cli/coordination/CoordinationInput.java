package dev.signalbox.cli.coordination;

import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;

/**
 * The workflows as they go to the door.
 *
 * @param files what was read from disk
 * @param request what is sent
 */
record CoordinationInput(DefinitionFiles files, RunRequest request) {
    /** What the workflows say, read here. */
    ReadResult.Readable readable() {
        return switch (DefinitionReader.read(DefinitionInput.of(request, DefinitionLimits.DEFAULT))) {
            case ReadResult.Readable readable -> readable;
            case ReadResult.Unreadable unreadable ->
                throw new RejectedDefinition(
                        Problem.of(unreadable.code(), unreadable.detail()).withErrors(unreadable.problems()),
                        files.all());
        };
    }
}
