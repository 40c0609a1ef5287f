using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>A sentence of a request. What one reader understood is blanked, so that no other reads it again.</summary>
internal sealed class Sentence(string text)
{
    private static readonly Regex EndPattern = Pattern.Exact(@"(?<=[.!?…。！？])\s+|(?<=[。！？])|[\r\n]+|;\s");

    private static readonly Regex FactPattern =
        Pattern.Words(
            @"^(?:we|we['’](?:re|ve)|our|i|i['’](?:m|ve)|my|it['’]?s?|they|he|she|since|founded|every|" +
            @"all)\b");

    private static readonly Regex WishPattern =
        Pattern.Words(
            @"\b(?:want|need|would like|['’]d like|please|add|remove|delete|make|create|build|design|" +
            @"change|rename|call(?:ed)?|named?|website|web\s?page|site|page|title|headline|tagline|" +
            @"colou?rs?|theme)\b");

    private static readonly Regex InstructionPattern =
        Pattern.Words(
            @"\b(?:make|change|add|put|move|use|create|build|write|translate|fix|remove|delete|replace|" +
            @"set|give|show|include|insert|turn|rename|update|resize|enlarge|align|connect|integrate|" +
            @"install|send|want|need|would like|should|must|can you|could you|please)\b");

    private const int MaxLength = 2000;
    private const int MaxSentences = 2000;

    /// <summary>As it was written.</summary>
    public string Original { get; } = text;

    /// <summary>What nobody has understood yet.</summary>
    public string Text { get; private set; } = text;

    /// <summary>Whether anything in it was understood.</summary>
    public bool IsUnderstood { get; private set; }

    /// <summary>Whether it tells about the business rather than what to build.</summary>
    public bool IsFact => FactPattern.IsMatch(Original) && !WishPattern.IsMatch(Original);

    /// <summary>Whether it asks for something to be done.</summary>
    public bool IsInstruction => InstructionPattern.IsMatch(Original);

    /// <summary>Splits a request; pieces are bounded, so that no pattern meets an endless line.</summary>
    public static IReadOnlyList<Sentence> Split(string text) =>
        [.. EndPattern.Split(text)
            .SelectMany(piece => piece.Chunk(MaxLength).Select(part => new string(part).Trim()))
            .Where(piece => piece.Any(char.IsLetterOrDigit) || piece.Any(char.IsSurrogate))
            .Take(MaxSentences)
            .Select(piece => new Sentence(piece))];

    /// <summary>Marks a part as understood.</summary>
    public void Claim(int index, int length)
    {
        IsUnderstood = true;
        Text = string.Concat(Text.AsSpan(0, index), new string(' ', length), Text.AsSpan(index + length));
    }

    public void Claim(Match match) => Claim(match.Index, match.Length);

    /// <summary>Marks the sentence as understood without blanking anything.</summary>
    public void Understand() => IsUnderstood = true;
}
