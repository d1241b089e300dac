/** News between instances, over PostgreSQL's LISTEN and NOTIFY. */
@NullMarked
package dev.signalbox.eventlog.news.adapter;

import org.jspecify.annotations.NullMarked;
