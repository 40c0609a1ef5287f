const rooms = { garden: 'Six desks with a view of the apple trees.', library: 'Four desks between books.', attic: 'Two desks under the roof.' };
export const render = ({ tab }) => `<h1>Rooms</h1>
<div role="tablist" aria-label="Rooms">${Object.keys(rooms).map((each) =>
  `<button type="button" role="tab" id="t-${each}" aria-controls="room" aria-selected="${each === tab}" data-tab="${each}">${each}</button>`).join('')}</div>
<div role="tabpanel" id="room" aria-labelledby="t-${tab}"><p>${rooms[tab]}</p></div>`;
