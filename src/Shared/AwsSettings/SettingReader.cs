using System.Globalization;

namespace TmuxBuilder.AwsSettings;

/// <summary>
/// Reads settings by name and notes what cannot be read, so that whoever sets a program up learns of all mistakes at
/// once. A value that is not set, or blank, is the setting's default.
/// </summary>
/// <param name="find">Finds a value by its whole name, such as <c>TMUXBUILDER_STAGE</c>.</param>
public sealed class SettingReader(Func<string, string?> find)
{
    /// <summary>Begins the name of every setting of our own.</summary>
    public const string Prefix = "TMUXBUILDER_";

    private readonly List<string> mistakes = [];

    /// <summary>A value of somebody else's, such as <c>AWS_REGION</c>.</summary>
    public string Foreign(string name) => find(name)?.Trim() ?? "";

    public string Text(string name, string otherwise = "") =>
        find(Prefix + name)?.Trim() is { Length: > 0 } value ? value : otherwise;

    /// <summary>A value without which nothing works.</summary>
    /// <param name="why">What happens without, as the rest of a sentence.</param>
    public string Required(string name, string why)
    {
        var value = Text(name);
        if (value.Length == 0)
        {
            mistakes.Add($"{Prefix}{name} is not set; {why}.");
        }

        return value;
    }

    public int Number(string name, int otherwise)
    {
        var value = Text(name);
        if (value.Length == 0)
        {
            return otherwise;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            mistakes.Add($"{Prefix}{name} is '{value}'; it has to be a whole number.");
        }

        return number;
    }

    /// <summary>One of an enumeration's members, in any case.</summary>
    public T OneOf<T>(string name, T otherwise)
        where T : struct, Enum
    {
        var value = Text(name);
        if (value.Length == 0)
        {
            return otherwise;
        }

        if (!char.IsAsciiLetter(value[0]) || !Enum.TryParse<T>(value, ignoreCase: true, out var member))
        {
            var names = string.Join(", ", Enum.GetNames<T>().Select(one => one.ToLowerInvariant()));
            mistakes.Add($"{Prefix}{name} is '{value}'; it takes {names}.");
            return otherwise;
        }

        return member;
    }

    /// <summary>An absolute address of http or https; <see langword="null"/> when it is not set.</summary>
    public Uri? Address(string name)
    {
        var value = Text(name);
        if (value.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            mistakes.Add($"{Prefix}{name} is '{value}'; it has to be an address such as https://builder.example.com.");
            return null;
        }

        return address;
    }

    /// <summary>Values with <c>;</c> between them.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Notes a mistake that only the whole shows.</summary>
    public void Mistake(string sentence) => mistakes.Add(sentence);

    /// <summary>Ends the reading.</summary>
    /// <exception cref="SettingsException">With every mistake.</exception>
    public void Check()
    {
        if (mistakes.Count > 0)
        {
            throw new SettingsException([.. mistakes]);
        }
    }
}
