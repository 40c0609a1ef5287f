using System.Text;

namespace TmuxBuilder.Core.Text;

/// <summary>
/// Stands in front of a log's output: what somebody's error message quotes may hold a secret, and whoever wrote it did
/// not know. Texts are looked at as they are written, so one has to come in one piece, as log entries do.
/// </summary>
public sealed class RedactingWriter(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => output.Write(value);

    public override void Write(string? value) => output.Write(value is null ? null : SecretRedactor.Redact(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => output.Flush();
}
