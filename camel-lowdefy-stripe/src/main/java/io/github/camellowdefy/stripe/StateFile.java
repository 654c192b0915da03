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

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.processor.state.FileStateRepository;

/**
 * Camel's repository in a file, able to take a sudden end of the process at any moment: a line that
 * was cut off is dropped when the file is read again, and a file that has grown is replaced by a
 * shorter one in one step instead of being emptied first.
 */
final class StateFile extends FileStateRepository {

    StateFile(File file) {
        super(file, new HashMap<>());
    }

    @Override
    protected void loadStore() throws IOException {
        File file = getFileStore();
        if (file.length() > 0) {
            dropUnfinishedLine(file);
        }
        super.loadStore();
    }

    @Override
    protected void trunkStore() {
        Path file = getFileStore().toPath().toAbsolutePath();
        Path shorter = file.resolveSibling(file.getFileName() + ".new");
        String lines =
                getCache().entrySet().stream()
                        .map(entry -> entry.getKey() + '=' + entry.getValue() + '\n')
                        .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(shorter, lines, StandardCharsets.UTF_8);
            Files.move(
                    shorter,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private static void dropUnfinishedLine(File file) throws IOException {
        byte[] content = Files.readAllBytes(file.toPath());
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        if (end < content.length) {
            try (RandomAccessFile lines = new RandomAccessFile(file, "rw")) {
                lines.setLength(end);
            }
        }
    }
}
