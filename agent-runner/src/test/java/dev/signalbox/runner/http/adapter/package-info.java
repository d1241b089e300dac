@NullMarked
package dev.signalbox.runner.http.adapter;

import org.jspecify.annotations.NullMarked;
