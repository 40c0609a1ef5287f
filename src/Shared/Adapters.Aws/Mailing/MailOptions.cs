using System.Buffers;
using MimeKit;

namespace TmuxBuilder.Adapters.Aws.Mailing;

/// <summary>The mail server, and in whose name mail is sent.</summary>
public sealed record MailOptions
{
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Alphanumerics + " ");
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create(Alphanumerics + "-_+.");

    /// <summary>The server's name, which its certificate has to have.</summary>
    public string Host { get; init; } = "";

    /// <summary>Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Default <see cref="MailSecurity.StartTls"/>.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The account at the server; empty for none.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The sender, like <c>Tea Shop &lt;hello@example.com&gt;</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>How long one mail may take from the connection to its end; default 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Says nothing: it holds a password.</summary>
    public override string ToString() => nameof(MailOptions);

    internal IEnumerable<string> Mistakes()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return $"Mail.Host is '{Host}'; without the name of a mail server nobody gets a link.";
        }
        else if (Security == MailSecurity.None && !IsLocal)
        {
            yield return $"Mail.Security is None and Mail.Host is '{Host}'; only a server of this machine may be "
                + "spoken to in the clear, or links could be read on their way.";
        }

        if (Port is < 1 or > 65535)
        {
            yield return $"Mail.Port is {Port}; a port is 1 to 65535.";
        }

        if (!IsPlain(From) && !MailboxAddress.TryParse(From, out _))
        {
            yield return $"Mail.From is '{From}'; it has to be an address, or servers refuse the mail.";
        }

        if (User.Length == 0 != (Password.Length == 0))
        {
            yield return "Mail.User and Mail.Password go together; one of them is missing.";
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(2))
        {
            yield return $"Mail.Timeout is {Timeout}; it has to be more than nothing and at most 2 minutes, for a "
                + "client waits for it.";
        }
    }

    // As nearly all are, like hello@example.com and Tea Shop <hello@example.com>: a function that starts does not load
    // a parser of mail for these.
    private static bool IsPlain(string from)
    {
        var address = from.AsSpan();
        if (address.IndexOf('<') is > 0 and var opening && address[^1] == '>')
        {
            if (address[..opening].ContainsAnyExcept(NameCharacters))
            {
                return false;
            }

            address = address[(opening + 1)..^1];
        }

        var at = address.IndexOf('@');
        return at > 0 && IsDotted(address[..at]) && IsDotted(address[(at + 1)..]);
    }

    private static bool IsDotted(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
        && !text.ContainsAnyExcept(AddressCharacters);

    private bool IsLocal => new UriBuilder("smtp", Host).Uri.IsLoopback;
}
