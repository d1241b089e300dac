package dev.signalbox.contracts.runner;

/**
 * How busy the machine of a runner is. Shares are from 0 to 1.
 *
 * @param processes how many processes there are on it
 * @param memoryUsed the share of its memory that could not be had by a new process
 * @param loadPerCore the load average of the last minute, divided by the number of processors
 * @param diskUsed the share of the file store with the runner's directory that is in use
 */
public record HostLoad(int processes, double memoryUsed, double loadPerCore, double diskUsed) {}
