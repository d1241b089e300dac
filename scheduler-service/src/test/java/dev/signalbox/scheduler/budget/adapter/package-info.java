@NullMarked
package dev.signalbox.scheduler.budget.adapter;

import org.jspecify.annotations.NullMarked;
