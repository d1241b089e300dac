package dev.signalbox.contracts.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of a service say which tools its agent calls: JSON pointers (RFC 6901).
 *
 * @param list where its calls are; the other pointers are inside each of them then. Null when an answer or event is about one call
 * @param id tells calls apart, so that one which is told again is not another; null when each event is about another call
 * @param tool the tool that is called
 * @param arguments what the tool is given; null when it does not say
 * @param answer what the tool has answered, which ends the call; null when it does not say: then a call has ended when it is told
 * @param error why the tool has failed, which ends the call, too; null when it does not say
 */
@RecordBuilder
public record HttpCalls(
        @Nullable String list,
        @Nullable String id,
        String tool,
        @Nullable String arguments,
        @Nullable String answer,
        @Nullable String error) {}
