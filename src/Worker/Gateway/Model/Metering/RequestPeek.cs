using System.Text;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>
/// Learns from a request's JSON, as it passes, which model it names and whether it offers tools. Only the members of
/// the outermost object are looked at; a value of megabytes costs no memory.
/// </summary>
internal sealed class RequestPeek
{
    private const int MaxCaptured = 200;

    private readonly StringBuilder captured = new();
    private int depth;
    private bool inString;
    private bool escaped;
    private bool isKey = true;
    private bool toolsBegun;
    private string member = "";

    public string? Model { get; private set; }

    public bool OffersTools { get; private set; }

    /// <summary>How long what came of it is, in bytes.</summary>
    public long Length { get; private set; }

    public void Read(ReadOnlySpan<byte> json)
    {
        Length += json.Length;
        foreach (var character in json)
        {
            if (inString)
            {
                InString(character);
            }
            else if (!char.IsWhiteSpace((char)character))
            {
                Structure(character);
            }
        }
    }

    private void InString(byte character)
    {
        if (!escaped && character == '"')
        {
            inString = false;
            EndString();
            return;
        }

        escaped = !escaped && character == '\\';
        if (depth == 1 && captured.Length < MaxCaptured)
        {
            captured.Append((char)character);
        }
    }

    private void EndString()
    {
        if (depth != 1)
        {
            return;
        }

        if (isKey)
        {
            member = captured.ToString();
        }
        else if (member == "model")
        {
            Model = captured.ToString();
        }
    }

    private void Structure(byte character)
    {
        if (toolsBegun)
        {
            // Whatever stands first in the list is a tool.
            OffersTools |= character != ']';
            toolsBegun = false;
        }

        switch ((char)character)
        {
            case '"':
                (inString, escaped) = (true, false);
                captured.Clear();
                break;
            case '{':
                depth++;
                break;
            case '[':
                toolsBegun = depth == 1 && member == "tools";
                depth++;
                break;
            case '}' or ']':
                depth--;
                break;
            case ':' when depth == 1:
                isKey = false;
                break;
            case ',' when depth == 1:
                isKey = true;
                break;
            default:
                break;
        }
    }
}
