package dev.offhook.tenant.console.words;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import dev.offhook.tenant.console.Assets;

/** The stylesheet and the script of these pages; their URLs change with their contents, so that browsers may keep them. */
@Singleton
@Named("talkAssets")
public class TalkAssets {
    private final String css = Assets.stamped("/console/talk.css");
    private final String js = Assets.stamped("/console/talk.js");

    /** For CDI. */
    TalkAssets() {}

    /** The stylesheet's path. */
    public String css() {
        return css;
    }

    /** The script's path. */
    public String js() {
        return js;
    }
}
