// The scenario in Node. usage: node node.js PLAN (JSON); prints what it asks for, at last "done".
const { scenario } = require("./scenario");
const plan = JSON.parse(process.argv[2]);
const { Centrifuge } = require(plan.format === "protobuf" ? "centrifuge/build/protobuf" : "centrifuge");

// What a browser has and Node lacks; fetch and ReadableStream are Node's own.
const options = { websocket: require("ws"), eventsource: require("eventsource"), fetch, readableStream: ReadableStream };

scenario({ Centrifuge, options }, plan, console.log).then(
  () => {
    console.log("done");
    process.exit(0);
  },
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
