namespace TmuxBuilder.Agent.Sandbox;

/// <summary>Whether agents run in a bubblewrap sandbox.</summary>
public enum SandboxMode
{
    /// <summary>When bubblewrap works here; otherwise without, with a loud warning.</summary>
    Auto,

    /// <summary>Always: an agent does not start without.</summary>
    Required,

    /// <summary>Never.</summary>
    Off,
}
