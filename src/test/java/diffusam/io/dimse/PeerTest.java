package diffusam.io.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @Test
    void titleHostAndPortAreTakenApart() {
        assertEquals(
                new Peer(new Title("MY PACS"), "pacs.example.org", 11112), Peer.of("MY PACS@pacs.example.org:11112"));
        assertEquals("[::1]", Peer.of("A@[::1]:104").host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:104",
                "A@host",
                "A@host:0",
                "A@host:70000",
                "A@:104",
                "A@ho st:104",
                "@host:104",
                "A\\B@h:1"
            })
    void whatDoesNotLookLikeOneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Peer.of(text));
    }

    @Test
    void titlesHaveSixteenLettersAtMost() {
        assertEquals("ABCDEFGHIJKLMNOP", new Title("ABCDEFGHIJKLMNOP ").text());
        assertThrows(IllegalArgumentException.class, () -> new Title("ABCDEFGHIJKLMNOPQ"));
    }

    @Test
    void onlyLoopbackIsLocal() {
        assertTrue(Peer.of("A@127.0.0.1:104").isLocal());
        assertTrue(Peer.of("A@localhost:104").isLocal());
        assertFalse(Peer.of("A@127.example.org:104").isLocal());
        assertFalse(Peer.of("A@10.0.0.1:104").isLocal());
    }
}
