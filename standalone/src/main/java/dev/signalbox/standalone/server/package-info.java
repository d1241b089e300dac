/** Kafka, Redis and PostgreSQL, each as a process of its own on 127.0.0.1, without Docker. */
@NullMarked
package dev.signalbox.standalone.server;

import org.jspecify.annotations.NullMarked;
