namespace TmuxBuilder.Agent.Delivery;

/// <summary>What shows how far an instruction came.</summary>
/// <param name="Taken">The agent's durable records show that it took it.</param>
/// <param name="WasTyped">Our own journal says that it was typed, or was about to be.</param>
/// <param name="Box">What the input box holds; looked at only when asked for.</param>
internal sealed record DeliveryEvidence(bool Taken, bool WasTyped = true, BoxContent Box = BoxContent.Unknown);
