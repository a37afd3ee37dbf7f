"""People in the sandbox who have written to the bot before it starts, so that it may write to them."""

from benchmarks.stage import TOKEN
from sandbox.client import Person, SandboxClient


async def people(client: SandboxClient, amount: int, *, keeps_history: bool) -> list[Person]:
    """Let so many exist; without history their chats keep nothing, for there may be 100,000 messages in them."""
    there = []
    for number in range(amount):
        person = await client.add_person(f"Sample {number}", keeps_history=keeps_history)
        await person.sends("/start")
        there.append(person)
    return there


async def forget_updates(client: SandboxClient) -> None:
    """Let the bot not hear of what they wrote so far."""
    await client.api.get(f"/bot{TOKEN}/deleteWebhook", drop_pending_updates="true")
