using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded;

/// <summary>What the embedded adapters need to know of their host.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder everything is kept in; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The address sites are below: <c>http://localhost:8000/</c> serves them at
    /// <c>http://{bucket}.localhost:8000/</c>. Asked when an address is needed, since the port may be known late.
    /// </summary>
    public required Func<Uri> SiteBase { get; init; }

    /// <summary>The sender of mail; default <c>tmux-builder@localhost</c>.</summary>
    public string MailFrom { get; init; } = "tmux-builder@localhost";

    /// <summary>
    /// Told of every mail put into the outbox, for a host that shows its link to the operator; default: nobody is told.
    /// A link is a secret: it belongs on the operator's screen, not in a log.
    /// </summary>
    public Action<Mail> OnMail { get; init; } = static _ => { };
}
