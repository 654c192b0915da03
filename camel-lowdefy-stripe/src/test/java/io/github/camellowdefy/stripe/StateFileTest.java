/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "a=3", "a", "a=", "=", "\n"})
    void dropsALineThatWasCutOff(String rest) throws IOException {
        Path file = directory.resolve("state.txt");
        Files.writeString(file, "a=1\nb=x=y\na=2\n" + rest.strip());

        StateFile state = open(file);
        state.setState("c", "3");

        assertThat(state.getState("a")).isEqualTo("2");
        assertThat(state.getState("b")).isEqualTo("x=y");
        assertThat(file).hasContent("a=1\nb=x=y\na=2\nc=3\n");
    }

    @Test
    void replacesAFileThatHasGrownInOneStep() throws IOException {
        Path file = directory.resolve("deep/state.txt");
        StateFile state = open(file);
        state.setMaxFileStoreSize(1_000);
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

    private static StateFile open(Path file) {
        StateFile state = new StateFile(file.toFile());
        state.start();
        return state;
    }
}
