/**
 * Types of agent of one's own, written in Java. A runner finds them as services ({@link java.util.ServiceLoader}) in the jars of its
 * directory of types. They see this package and the JDK, and nothing else of the runner.
 */
@NullMarked
package dev.signalbox.agenttype;

import org.jspecify.annotations.NullMarked;
