// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "a=3", "a", "a=", "\n"})
    void dropsALineThatWasCutOffWhereItsKeyIsKnown(String rest) throws IOException {
        Path file = directory.resolve("state.txt");
        Files.writeString(file, "a=1\nb=x=y\na=2\n" + rest);

        StateFile state = open(file);
        state.setState("c", "3");

        assertThat(state.getState("a")).isEqualTo("2");
        assertThat(state.getState("b")).isEqualTo("x=y");
        assertThat(Files.readString(file).replace("\n\n", "\n"))
                .isEqualTo("a=1\nb=x=y\na=2\nc=3\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a=1#c=2'         | line 2 is cut off",
                "'a'               | line 1 is cut off",
                "'='               | line 1 is cut off",
                "'~~~'        | line 1 is cut off",
                "'a=1#~~'       | line 2 is cut off",
                "'a=~#'          | line 1 holds what is no text",
                "'~=#'           | line 1 holds what is no text",
                "'\uFEFFa=1#'      | line 1 begins with a byte order mark",
                "'a=1#b#'          | line 2 is not key=value",
            })
    void refusesWhatItCannotRead(String content, String damage) throws IOException {
        Path file = directory.resolve("state.txt");
        String damaged = content.replace('#', '\n').replace('~', '\0');
        Files.writeString(file, damaged);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(file))
                .withMessage(
                        "The option offsetRepository is %s, which cannot be read: %s; restore the file, or remove what is damaged.",
                        file, damage);
        assertThat(file).hasContent(damaged);
    }

    @Test
    void refusesTextOfAnotherEncoding() throws IOException {
        Path file = directory.resolve("state.txt");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, '=', 0, '\n', 0});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(file))
                .withMessageContaining("line 1 holds what is no text");
    }

    @Test
    void refusesAFolderAndAPlaceNothingCanBeMadeAt() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(directory))
                .withMessage(
                        "The option offsetRepository is %s, which is a folder; expected the path of a file, such as %s.",
                        directory, directory.resolve("stripe.state"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(file.resolve("b")))
                .withMessageStartingWith(
                        "The option offsetRepository is %s, which cannot be read and written",
                        file.resolve("b"))
                .withMessageEndingWith("expected the path of a file that can.");
    }

    @Test
    void tellsAFileThatWasThereFromANewOne() throws IOException {
        assertThat(open(directory.resolve("new")).found()).isNull();
        assertThat(open(Files.createFile(directory.resolve("empty"))).found().states()).isEmpty();
    }

    @Test
    void keepsKeysOfAnyLanguage() {
        Path file = directory.resolve("state.txt");
        open(file).setState("Zahlungseingänge 入金", "1");

        assertThat(open(file).getState("Zahlungseingänge 入金")).isEqualTo("1");
    }

    @Test
    void refusesKeysItCouldNotReadAgain() {
        StateFile state = open(directory.resolve("state.txt"));

        assertThatThrownBy(() -> state.setState("a=b", "1")).hasMessageContaining("The key a=b");
        assertThatThrownBy(() -> state.setState("a", "1\n2")).hasMessageContaining("The key a ");
    }

    @Test
    void replacesAFileThatHasGrownInOneStep() throws IOException {
        Path file = directory.resolve("deep/state.txt");
        StateFile state = new StateFile("offsetRepository", file, 1_000);
        state.start();
        for (int i = 0; i < 1_000; i++) {
            state.setState("a", "value " + i);
            // at any moment the file holds the last value, or the one before
            assertThat(Files.readString(file)).contains("a=value " + i);
        }

        assertThat(Files.size(file)).isLessThan(1_100);
        assertThat(open(file).getState("a")).isEqualTo("value 999");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void isMadeAnewWhereSomebodyHasDeletedIt() throws IOException {
        Path file = directory.resolve("state.txt");
        StateFile state = open(file);
        state.setState("a", "1");
        Files.delete(file);

        state.setState("b", "2");

        assertThat(file).hasContent("a=1\nb=2\n");
    }

    private static StateFile open(Path file) {
        StateFile state = new StateFile("offsetRepository", file);
        state.start();
        return state;
    }
}
