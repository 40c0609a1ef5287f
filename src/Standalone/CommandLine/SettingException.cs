namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>The host cannot start as it is set up; the message says what to change.</summary>
internal sealed class SettingException(string message) : Exception(message);
