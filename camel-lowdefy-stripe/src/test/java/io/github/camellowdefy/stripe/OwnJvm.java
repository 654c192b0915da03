// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that has run in a JVM of its own, on the class path of the tests.
 *
 * @param status with which it has ended
 * @param output what it wrote, errors included
 */
public record OwnJvm(int status, String output) {

    /** The options of a JVM whose heap is smaller than what a test sends through it. */
    public static final List<String> SMALL = List.of("-Xmx128m");

    /** Runs a program to its end; of an option that is given twice the JVM takes the last one. */
    public static OwnJvm run(List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new OwnJvm(process.waitFor(), output);
    }
}
