namespace TmuxBuilder.Adapters.Aws.Mailing;

/// <summary>How the way to the mail server is kept private.</summary>
public enum MailSecurity
{
    /// <summary>The connection begins in the clear and is made private before anything is said (port 587).</summary>
    StartTls,

    /// <summary>The connection is private from its first byte (port 465).</summary>
    Tls,

    /// <summary>Not at all; only to a server of this very machine.</summary>
    None,
}
