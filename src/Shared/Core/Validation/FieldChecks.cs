using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Validation;

/// <summary>
/// The one place that says what fields may hold. Each check gives the clean value back and notes what is wrong.
/// </summary>
public sealed class FieldChecks
{
    public const int MaxNameLength = 200;
    public const int MaxPhoneLength = 40;
    public const int MaxReasonLength = 2_000;

    private readonly SortedDictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public bool Passed => errors.Count == 0;

    /// <summary>Sentences by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>A person's, project's or key's name: one line of 1–200 characters, trimmed.</summary>
    public string Name(string field, string? value) => Require(field, Line(field, value, MaxNameLength));

    /// <summary>As <see cref="Name"/>, or nothing.</summary>
    public string OptionalName(string field, string? value) => Line(field, value, MaxNameLength);

    /// <summary>An e-mail address, trimmed and lower-case.</summary>
    public string Email(string field, string? value)
    {
        var email = EmailAddress.Normalise(value);
        if (Require(field, email).Length > 0 && !EmailAddress.IsOne(email))
        {
            Fail(field, "This is not an e-mail address.");
        }

        return email;
    }

    /// <summary>A telephone number as people write it, or nothing.</summary>
    public string Phone(string field, string? value) => Line(field, value, MaxPhoneLength);

    /// <summary>A message of 1–32,000 characters, as it was written: control characters and all.</summary>
    public string Message(string field, string? value)
    {
        var message = OptionalMessage(field, value);
        if (string.IsNullOrWhiteSpace(message))
        {
            Fail(field, $"The {field} is required.");
        }

        return message;
    }

    /// <summary>As <see cref="Message"/>, or nothing.</summary>
    public string OptionalMessage(string field, string? value) =>
        Within(field, value ?? "", TurnLimits.MaxMessageLength);

    /// <summary>A reason people gave, of at most 2,000 characters; <see langword="null"/> when none.</summary>
    public string? Reason(string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : Within(field, value.Trim(), MaxReasonLength);

    public void Fail(string field, string sentence) => errors.TryAdd(field, [sentence]);

    private string Line(string field, string? value, int limit)
    {
        var line = (value ?? "").Trim();
        if (line.Any(char.IsControl))
        {
            Fail(field, $"The {field} must be one line of plain text.");
        }

        return Within(field, line, limit);
    }

    private string Within(string field, string value, int limit)
    {
        var length = TurnLimits.LengthOf(value);
        if (length > limit)
        {
            Fail(field, $"The {field} is {length} characters long; at most {limit} are taken.");
        }

        return value;
    }

    private string Require(string field, string value)
    {
        if (value.Length == 0)
        {
            Fail(field, $"The {field} is required.");
        }

        return value;
    }
}
