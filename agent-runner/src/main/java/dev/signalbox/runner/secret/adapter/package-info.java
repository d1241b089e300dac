/** Secrets in the runner's environment and in files, given to agents. */
@NullMarked
package dev.signalbox.runner.secret.adapter;

import org.jspecify.annotations.NullMarked;
