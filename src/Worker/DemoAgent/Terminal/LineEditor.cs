using System.Text;

namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>Turns the bytes of a terminal into a line being edited and the keys that mean something.</summary>
internal sealed class LineEditor
{
    private const int MaxLength = 4096;
    private const char Escape = '\x1b';

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private Parsing _parsing;

    private enum Parsing
    {
        Text,
        AfterEscape,
        Sequence,
        SingleShift,
    }

    /// <summary>What stands in the line now.</summary>
    public string Text => _line.ToString();

    /// <summary>Takes one read's worth of bytes and returns the keys in it, in order.</summary>
    public IReadOnlyList<Key> Feed(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[_decoder.GetCharCount(bytes, flush: false)];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        var keys = new List<Key>();
        foreach (var character in characters.AsSpan(0, count))
        {
            Take(character, keys);
        }

        // A terminal sends a sequence in one piece: an escape at the end of a read is the key itself.
        if (_parsing == Parsing.AfterEscape)
        {
            _parsing = Parsing.Text;
            keys.Add(new Key.Interrupt());
        }

        return keys;
    }

    public void Clear() => _line.Clear();

    private void Take(char character, List<Key> keys)
    {
        switch (_parsing)
        {
            case Parsing.AfterEscape when character is '[' or 'O':
                _parsing = character == '[' ? Parsing.Sequence : Parsing.SingleShift;
                return;
            case Parsing.AfterEscape:
                _parsing = Parsing.Text;
                keys.Add(new Key.Interrupt());
                break;
            case Parsing.Sequence:
                _parsing = character is >= '@' and <= '~' ? Parsing.Text : Parsing.Sequence;
                return;
            case Parsing.SingleShift:
                _parsing = Parsing.Text;
                return;
        }

        TakeText(character, keys);
    }

    private void TakeText(char character, List<Key> keys)
    {
        switch (character)
        {
            case Escape:
                _parsing = Parsing.AfterEscape;
                break;
            case '\r' or '\n':
                keys.Add(new Key.Enter(Text));
                _line.Clear();
                break;
            case '\x03':
                keys.Add(new Key.Interrupt(IsControlC: true));
                break;
            case '\x04' when _line.Length == 0:
                keys.Add(new Key.End());
                break;
            case '\x15':
                _line.Clear();
                break;
            case '\x7f' or '\b':
                _line.Length -= Math.Min(_line.Length, 1);
                break;
            default:
                if (!char.IsControl(character) && _line.Length < MaxLength)
                {
                    _line.Append(character);
                }

                break;
        }
    }
}
