@NullMarked
package dev.signalbox.eventlog.news;

import org.jspecify.annotations.NullMarked;
