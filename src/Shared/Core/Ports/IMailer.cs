namespace TmuxBuilder.Core.Ports;

/// <summary>Sends mail.</summary>
public interface IMailer
{
    /// <summary>Hands a mail over for sending.</summary>
    /// <exception cref="IOException">It could not be handed over.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
