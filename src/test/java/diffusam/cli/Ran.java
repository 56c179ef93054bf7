package diffusam.cli;

import diffusam.foundation.ModelCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command that was run, and what it wrote. */
record Ran(int exitCode, String out, String err) {
    static Ran of(Engines engines, String... args) {
        return of(engines, ModelCatalog.ofUser(), args);
    }

    static Ran of(Engines engines, ModelCatalog models, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
        int exitCode = new Cli(terminal, engines, models).execute(args);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
