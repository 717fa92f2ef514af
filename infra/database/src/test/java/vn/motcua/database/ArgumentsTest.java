package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void allOptionsAreRead() throws RefusedStart {
        Arguments arguments = Arguments.parse("--port", "27017", "--data", "d", "--journal", "sync", "--parent", "12");
        assertEquals(new Arguments(27017, Path.of("d"), true, 12L), arguments);
    }

    @Test
    void whateverIsNotUnderstoodEndsWithTheUsage() {
        String[][] wrong = {{}, {"--port", "1"}, {"--port", "x", "--data", "d"}, {"--port", "70000", "--data", "d"},
            {"--port", "1", "--data"}, {"--port", "1", "--data", "d", "--journal", "never"}, {"--prot", "1"},
            {"--port", "1", "--port", "2", "--data", "d"}};
        for (String[] words : wrong) {
            RefusedStart refused = assertThrows(RefusedStart.class, () -> Arguments.parse(words));
            assertEquals(RefusedStart.WRONG_USAGE, refused.exitCode());
            assertTrue(refused.getMessage().contains("usage:"));
        }
    }
}
