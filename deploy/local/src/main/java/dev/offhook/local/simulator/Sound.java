package dev.offhook.local.simulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** What a recording of a simulated call sounds like: nobody speaks on it, so it is made, and the same every time. */
public final class Sound {
    private static final int SECONDS = 3;
    private static final int TELEPHONE_RATE = 8_000;
    private static final int BITS = 16;
    private static final double PITCH = 440;
    private static final double LOUDNESS = 0.25;

    // MPEG 1, layer III, 32 kbit/s, 32 kHz, one channel: a frame is 36 ms long.
    private static final byte[] FRAME_HEADER = {(byte) 0xFF, (byte) 0xFB, 0x18, (byte) 0xC4};
    private static final int FRAME_BYTES = 144 * 32_000 / 32_000;
    private static final int FRAMES = SECONDS * 1_000 / 36;

    private Sound() {}

    /** A tone as Twilio's media without an ending are: WAV, {@value SECONDS} s. */
    public static Media wav() {
        var samples = new byte[SECONDS * TELEPHONE_RATE * BITS / 8];
        for (int i = 0; i < SECONDS * TELEPHONE_RATE; i++) {
            int sample = (int) (Math.sin(2 * Math.PI * PITCH * i / TELEPHONE_RATE) * LOUDNESS * Short.MAX_VALUE);
            samples[2 * i] = (byte) sample;
            samples[2 * i + 1] = (byte) (sample >> 8);
        }
        var format = new AudioFormat(TELEPHONE_RATE, BITS, 1, true, false);
        var file = new ByteArrayOutputStream();
        try (var tone =
                new AudioInputStream(new ByteArrayInputStream(samples), format, (long) SECONDS * TELEPHONE_RATE)) {
            AudioSystem.write(tone, AudioFileFormat.Type.WAVE, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Media("audio/x-wav", file.toByteArray());
    }

    /** Silence as MP3, {@value SECONDS} s: frames of zeros, since the JDK writes no MP3 and a tone would need an encoder. */
    public static Media mp3() {
        var file = new byte[FRAMES * FRAME_BYTES];
        for (int frame = 0; frame < FRAMES; frame++) {
            System.arraycopy(FRAME_HEADER, 0, file, frame * FRAME_BYTES, FRAME_HEADER.length);
        }
        return new Media("audio/mpeg", file);
    }
}
