namespace TmuxBuilder.Core.Ports;

/// <summary>A mail in plain text.</summary>
/// <param name="Link">
/// The link it is about, when there is one: a host without a mail server shows it to its operator.
/// </param>
public sealed record Mail(string To, string Subject, string Body, Uri? Link = null);
