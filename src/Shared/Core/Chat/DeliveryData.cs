namespace TmuxBuilder.Core.Chat;

/// <summary>The value of a <c>delivery</c> event.</summary>
internal sealed record DeliveryData(string MessageId, string State);
